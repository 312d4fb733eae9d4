/** An id as a part of a path. The gateway takes off one layer of encoding: a slash inside of an id has to outlast that. */
export const pathSegment = (id: string): string => encodeURIComponent(id).replaceAll("%2F", "%252F");
