/** The gateway decodes a path once before it is taken apart, which an id's own slash has to survive. */
export const encodeSlashesTwice = (path: string): string => path.replaceAll("%2F", "%252F");

/** An id as a part of a path. */
export const pathSegment = (id: string): string => encodeSlashesTwice(encodeURIComponent(id));
