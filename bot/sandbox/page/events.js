// The stream of events from the sandbox, for as long as the page is open.

const KINDS = [
  "snapshot", "message", "edited", "deleted", "toast", "typing", "commands", "chat", "person", "blocked", "answered", "link", "asks",
];

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;

/**
 * Keeps listening: after a loss it connects anew with growing pauses, and the snapshot that opens every
 * connection brings the world up to date. `report(state)` hears "live" and "lost".
 */
export function listen(world, report) {
  let wait = FIRST_WAIT;
  let source = null;

  const connect = () => {
    source = new EventSource("/events");
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => {
        if (kind === "snapshot") {
          wait = FIRST_WAIT;
          report("live");
        }
        world.apply(kind, JSON.parse(event.data));
      });
    }
    source.addEventListener("error", () => {
      source.close();
      report("lost");
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  };

  // A page being left closes the stream itself; one that comes back from the browser's cache opens it again.
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => event.persisted && connect());
  connect();
}
