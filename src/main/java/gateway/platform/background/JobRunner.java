package gateway.platform.background;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Runs all jobs of all modules while the node is up. */
@Component
class JobRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final List<Job> jobs;
    private final RandomGenerator random;
    private final MeterRegistry meters;
    private volatile @Nullable Disposable running;

    JobRunner(List<Job> jobs, RandomGenerator random, MeterRegistry meters) {
        this.jobs = jobs;
        this.random = random;
        this.meters = meters;
    }

    @Override
    public void start() {
        var all = Disposables.composite();
        jobs.forEach(job -> all.add(forever(job).subscribe()));
        running = all;
    }

    private Mono<Void> forever(Job job) {
        return Mono.defer(() -> Mono.delay(pause(job)))
                .then(Mono.defer(job::run).timeout(job.deadline()))
                .onErrorResume(error -> failed(job, error))
                .repeat()
                .then();
    }

    // Nodes that started together should not ask the database together for ever.
    private Duration pause(Job job) {
        long millis = Math.max(1, job.pause().toMillis());
        return Duration.ofMillis(millis + random.nextLong(millis / 4 + 1));
    }

    private Mono<Void> failed(Job job, Throwable error) {
        LOG.warn("Job {} failed and will run again", job.name(), error);
        meters.counter("oqim_job_failures", "job", job.name()).increment();
        return Mono.empty();
    }

    /** A run that is cut short is taken up by another node or after the restart: jobs hold nothing in memory. */
    @Override
    public void stop() {
        var current = running;
        running = null;
        if (current != null) {
            current.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** Begins when everything stands, ends before anything falls. */
    @Override
    public int getPhase() {
        return 1000;
    }
}
