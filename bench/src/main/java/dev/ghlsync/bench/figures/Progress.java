package dev.ghlsync.bench.figures;

import java.util.List;

/**
 * How a backlog was worked off, from samples of how much was done.
 *
 * @param records records of the backlog
 * @param whole from the first sample that shows progress to the end, the records of that first sample not counted
 * @param warm the same from the first sample past the half of the backlog, when the JVM is warm
 */
public record Progress(long records, Speed whole, Speed warm) {

    /**
     * NaN when there was no second sample to measure by.
     *
     * @param cpuMicrosPerRecord processor time of the process; it depends less than the rate on what else the machine does
     */
    public record Speed(double perSecond, double cpuMicrosPerRecord) {}

    /**
     * @param nanos time of the sample
     * @param cpuNanos processor time the process had used
     * @param done records done so far
     */
    public record Sample(long nanos, long cpuNanos, long done) {}

    /** @param samples in the order of time, the last one with everything done */
    public static Progress of(List<Sample> samples) {
        long begun = samples.getFirst().done();
        Sample end = samples.getLast();
        long total = end.done() - begun;
        return new Progress(total, speed(samples, begun, end), speed(samples, begun + total / 2, end));
    }

    private static Speed speed(List<Sample> samples, long moreThan, Sample end) {
        Sample from = samples.stream()
                .filter(sample -> sample.done() > moreThan)
                .findFirst()
                .orElse(end);
        long done = end.done() - from.done();
        if (done == 0) {
            return new Speed(Double.NaN, Double.NaN);
        }
        return new Speed(done * 1e9 / (end.nanos() - from.nanos()), (end.cpuNanos() - from.cpuNanos()) / 1e3 / done);
    }
}
