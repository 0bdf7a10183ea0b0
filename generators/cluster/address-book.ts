import type { IPFamily } from '../../model/index.ts';
import type { Place } from '../pools/places.ts';
import { placeText } from '../pools/places.ts';

/** Every address that something in the case has, where blocks look for addresses to hit. */
export type AddressBook = Readonly<Record<IPFamily, Place[]>>;

/** Enters an address and returns its text. */
export function enter(book: AddressBook, place: Place): string {
  book[place.family].push(place);
  return placeText(place);
}
