/** A promise and what settles it: `Promise.withResolvers`, which Node 20 does not have. */
export interface PendingAnswer<Value> {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
  reject(error: Error): void;
}

export function pendingAnswer<Value>(): PendingAnswer<Value> {
  let resolve: PendingAnswer<Value>['resolve'] | undefined;
  let reject: PendingAnswer<Value>['reject'] | undefined;
  const promise = new Promise<Value>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  if (resolve === undefined || reject === undefined) throw new TypeError('A promise did not begin.');
  return { promise, resolve, reject };
}
