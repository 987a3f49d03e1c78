package dev.ghlsync.ghl.quota;

import java.time.Duration;

/**
 * Limits assumed until a response states them, and the reserve that reads leave to pushes.
 *
 * @param windowMax requests per window per app and location (HighLevel docs: 100)
 * @param window length of the window (10 s)
 * @param dailyMax requests per day (200,000)
 * @param readReservePerWindow requests of a window that reads leave
 * @param readReserveDailyPercent share of the day that reads leave
 */
public record QuotaPolicy(
        int windowMax, Duration window, int dailyMax, int readReservePerWindow, int readReserveDailyPercent) {

    public static final QuotaPolicy DEFAULT = new QuotaPolicy(100, Duration.ofSeconds(10), 200_000, 20, 10);

    public QuotaPolicy {
        if (windowMax <= 0 || dailyMax <= 0 || !window.isPositive()) {
            throw new IllegalArgumentException("The quota of " + windowMax + " per " + window + " and " + dailyMax
                    + " a day must be positive throughout.");
        }
        if (readReservePerWindow < 0 || readReservePerWindow >= windowMax) {
            throw new IllegalArgumentException("The read reserve of " + readReservePerWindow
                    + " per window must be at least 0 and below " + windowMax + ".");
        }
        if (readReserveDailyPercent < 0 || readReserveDailyPercent >= 100) {
            throw new IllegalArgumentException(
                    "The daily read reserve of " + readReserveDailyPercent + " % must be at least 0 and below 100.");
        }
    }
}
