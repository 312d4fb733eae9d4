/** A port of which every method answers with a promise. */
type AsyncPort<Port> = { readonly [Method in keyof Port]: (...args: never[]) => Promise<unknown> };

/**
 * A port whose adapter is loaded when it is first used: what only some calls need takes no part of a function's start.
 * @param methods the port's, all of them.
 */
export function lazyAdapter<Port extends AsyncPort<Port>>(
  methods: { readonly [Method in keyof Port]: true },
  load: () => Promise<Port>,
): Port {
  let loading: Promise<Port> | undefined;
  const call = (method: keyof Port) => {
    return async (...args: never[]): Promise<unknown> => {
      loading ??= load();
      return (await loading)[method](...args);
    };
  };
  return Object.fromEntries(Object.keys(methods).map((method) => [method, call(method as keyof Port)])) as Port;
}
