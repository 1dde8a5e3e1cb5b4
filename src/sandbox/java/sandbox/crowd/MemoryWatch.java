package sandbox.crowd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks once a second how much memory a process holds. */
public final class MemoryWatch implements AutoCloseable {

    private static final double KIB_PER_MIB = 1024;
    private static final double SECONDS_PER_MINUTE = 60;

    private final Path status;
    private final List<Sample> samples = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("memory-watch").daemon().factory());

    private record Sample(double seconds, double mebibytes) {}

    public MemoryWatch(long pid) {
        status = Path.of("/proc/" + pid + "/status");
    }

    public void start() {
        long began = System.nanoTime();
        var _ = clock.scheduleAtFixedRate(() -> look(began), 0, 1, TimeUnit.SECONDS);
    }

    public synchronized double mostMebibytes() {
        return samples.stream().mapToDouble(Sample::mebibytes).max().orElse(0);
    }

    /** By least squares over the second half: a process grows into its heap first. */
    public synchronized double slopePerMinute() {
        var later = samples.subList(samples.size() / 2, samples.size());
        double time = later.stream().mapToDouble(Sample::seconds).average().orElse(0);
        double memory = later.stream().mapToDouble(Sample::mebibytes).average().orElse(0);
        double both = 0;
        double square = 0;
        for (var sample : later) {
            both += (sample.seconds - time) * (sample.mebibytes - memory);
            square += (sample.seconds - time) * (sample.seconds - time);
        }
        return square == 0 ? 0 : both / square * SECONDS_PER_MINUTE;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private synchronized void look(long began) {
        samples.add(new Sample((System.nanoTime() - began) / 1e9, resident()));
    }

    private double resident() {
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
