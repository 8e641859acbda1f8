/** Waits until what is there is painted: the next frame is over when a task or another frame comes after it. */
export function painted(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => {
      requestAnimationFrame(() => done());
      setTimeout(done);
    });
  });
}

/** Does something once what is there is painted, unless it is called off. */
export function behindThePaint(does: () => void): () => void {
  let going = true;
  void painted().then(() => setTimeout(() => going && does()));
  return () => (going = false);
}
