// Who is here and where they are, as screens are told: never kept, only told while it lasts.

export interface Place {
  /** The room by its name in addresses: '' is home; null: somewhere that the reader may not look. */
  readonly room: string | null;
  /** The thing they look at, 'deal:4711'; null: a room as a whole, or not the reader's to know of. */
  readonly about: string | null;
}

export interface PersonHere {
  readonly id: string;
  readonly name: string;
  /** Somebody from outside. */
  readonly isAgency: boolean;
  /** One for each tab that shows another place, the latest first. */
  readonly places: readonly Place[];
}
