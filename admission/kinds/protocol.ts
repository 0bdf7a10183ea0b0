import type { Complaint } from '../complaint.ts';
import { unsupported } from '../complaint.ts';
import { PROTOCOLS } from '../../model/index.ts';

/** What is wrong with the protocol of a container, Service or slice port; "" and absent mean TCP there. */
export function protocolComplaints(protocol: string | undefined): Complaint[] {
  if (protocol === undefined || protocol === '') return [];
  return (PROTOCOLS as readonly string[]).includes(protocol)
    ? []
    : [unsupported(['protocol'], protocol, PROTOCOLS)];
}
