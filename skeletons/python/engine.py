#!/usr/bin/env python3
"""A NetworkPolicy engine behind Fencepost's engine protocol: one JSON-RPC message a line, in and out.

Put your own engine where `judge` is; everything above the line "The engine" can stay as it is.

    fencepost check-engine 'exec:python3 engine.py'     does it keep to the protocol?
    fencepost run --engine 'exec:python3 engine.py'     does it keep to the specification?
"""

import ipaddress
import json
import re
import sys
from functools import lru_cache

IDENTITY = {
    "protocolVersion": 1,
    "engine": {"name": "my-engine", "version": "0.1.0"},
    "capabilities": {
        "protocols": ["TCP", "UDP", "SCTP"],
        "ipFamilies": ["IPv4", "IPv6"],
        "endpoints": ["pod", "external"],
        "endPort": True,
        # Not written yet. Scenarios that need it are skipped and counted.
        "namedPorts": False,
        # What the API leaves to you and you have decided. What you leave out is observed instead of checked.
        "profile": {"endPort": "supported", "sctp": "supported", "selfDirect": "allow", "ipBlockMatchesPodIPs": "yes"},
    },
}


def main():
    world = World([])
    for line in sys.stdin.buffer:
        request = json.loads(line)
        method, params = request["method"], request.get("params", {})
        answer = {"jsonrpc": "2.0", "id": request["id"]}
        try:
            if method == "initialize":
                answer["result"] = IDENTITY
            elif method == "load":
                world = World(params["objects"])
                answer["result"] = {}
            elif method == "probe":
                answer["result"] = {
                    "verdicts": ["allow" if judge(world, flow) else "deny" for flow in params["flows"]]
                }
            elif method == "shutdown":
                answer["result"] = {}
            else:
                answer["error"] = {"code": -32601, "message": f"unknown method {method}"}
        except Exception as error:
            # The objects are refused, and the engine knows nothing until the next load.
            world = World([])
            reason = f"{type(error).__name__}: {error}"
            answer["error"] = {"code": -32000, "message": reason, "data": {"reason": reason}}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
        if method == "shutdown":
            return


# ---------------------------------------------------------------- The engine


class World:
    """What has been loaded, by kind."""

    def __init__(self, objects):
        self.namespaces = {}
        self.pods = {}
        self.policies = []
        for item in objects:
            kind, metadata = item["kind"], item["metadata"]
            if kind == "Namespace":
                self.namespaces[metadata["name"]] = metadata.get("labels", {})
            elif kind == "Pod":
                self.add_pod(metadata, item["spec"], item.get("status", {}))
            elif kind == "NetworkPolicy":
                spec = item["spec"]
                self.policies.append((metadata["namespace"], spec["podSelector"], list(spec["policyTypes"]), spec))

    def add_pod(self, metadata, spec, status):
        # Pods on the host's network are their node, and finished pods have given their address back.
        if spec.get("hostNetwork") or status.get("phase") in ("Succeeded", "Failed"):
            return
        pod = (metadata["namespace"], metadata["name"], metadata.get("labels", {}))
        for entry in status.get("podIPs", []):
            self.pods[entry["ip"]] = pod


def judge(world, flow):
    """Whether a new connection passes: both ends must let it."""
    source, destination = flow["source"]["ip"], flow["destination"]["ip"]
    client, server = world.pods.get(source), world.pods.get(destination)
    # Loopback never leaves the pod, and a pod can always reach itself.
    if ipaddress.ip_address(destination).is_loopback:
        return True
    if client is not None and server is not None and client[:2] == server[:2]:
        return True
    return passes(world, "Egress", client, server, destination, flow) and passes(
        world, "Ingress", server, client, source, flow
    )


def passes(world, kind, subject, other, other_ip, flow):
    if subject is None:
        return True
    namespace, _, labels = subject
    isolating = [
        spec
        for where, selector, types, spec in world.policies
        if where == namespace and kind in types and selector_matches(selector, labels)
    ]
    if not isolating:
        return True
    rules_of, peers_of = ("ingress", "from") if kind == "Ingress" else ("egress", "to")
    return any(
        any_of(rule.get(peers_of), lambda peer: peer_matches(world, namespace, peer, other, other_ip))
        and any_of(rule.get("ports"), lambda item: port_matches(item, flow))
        for spec in isolating
        for rule in spec.get(rules_of) or []
    )


def any_of(items, matches):
    """An absent or empty list places no restriction."""
    return not items or any(matches(item) for item in items)


def peer_matches(world, namespace, peer, pod, ip):
    if "ipBlock" in peer:
        block = peer["ipBlock"]
        return in_cidr(block["cidr"], ip) and not any(in_cidr(each, ip) for each in block.get("except", []))
    if pod is None:
        return False
    where, _, labels = pod
    if "namespaceSelector" in peer:
        if not selector_matches(peer["namespaceSelector"], world.namespaces.get(where, {})):
            return False
    elif where != namespace:
        return False
    return "podSelector" not in peer or selector_matches(peer["podSelector"], labels)


def port_matches(item, flow):
    if item.get("protocol", "TCP") != flow["protocol"]:
        return False
    first = item.get("port")
    if first is None:
        return True
    # PORT-7: from port to endPort, both included.
    last = item.get("endPort", first)
    return isinstance(first, int) and first <= flow["port"] <= last


def selector_matches(selector, labels):
    return all(labels.get(key) == value for key, value in selector.get("matchLabels", {}).items()) and all(
        requirement_holds(requirement, labels) for requirement in selector.get("matchExpressions", [])
    )


def requirement_holds(requirement, labels):
    key, operator, values = requirement["key"], requirement["operator"], requirement.get("values", [])
    if operator == "In":
        return key in labels and labels[key] in values
    if operator == "NotIn":
        return key not in labels or labels[key] not in values
    return (key in labels) == (operator == "Exists")


@lru_cache(maxsize=65536)
def in_cidr(cidr, ip):
    # Old clusters hold CIDRs with leading zeros, which are decimal (IPB-15).
    plain = re.sub(r"(^|\.)0+(?=\d)", r"\1", cidr)
    return ipaddress.ip_address(ip) in ipaddress.ip_network(plain, strict=False)


if __name__ == "__main__":
    main()
