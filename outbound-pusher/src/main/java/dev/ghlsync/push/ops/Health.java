package dev.ghlsync.push.ops;

/**
 * State of the process for a probe.
 *
 * @param waitingFor what is missing, a fixed word; empty when nothing is
 */
public record Health(String waitingFor) {
    public static final Health UP = new Health("");

    public boolean isUp() {
        return waitingFor.isEmpty();
    }

    String json() {
        return isUp()
                ? "{\"status\":\"UP\"}"
                : "{\"status\":\"DOWN\",\"details\":{\"waitingFor\":\"" + waitingFor + "\"}}";
    }
}
