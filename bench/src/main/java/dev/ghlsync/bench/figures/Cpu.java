package dev.ghlsync.bench.figures;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Processor time, which tells the cost of something also on a busy machine. */
public final class Cpu {
    private Cpu() {}

    /** What a process has used so far, in nanoseconds with a resolution of about 10 ms; 0 where the system does not tell. */
    public static long nanos(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /** What the calling platform thread has used so far, in nanoseconds. */
    public static long nanosOfThisThread() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
