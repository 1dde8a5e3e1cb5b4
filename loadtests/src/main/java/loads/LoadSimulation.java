package loads;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What Gatling runs: the chosen scenarios one after the other, each after a warm-up of its own. */
public final class LoadSimulation extends Simulation {

    private final World world = World.read(Path.of(System.getProperty("loads.world")));
    private final Answers answers = new Answers(world.folder().resolve(Results.TOLD));
    private final List<LoadTest> tests;

    public LoadSimulation() {
        var mobile = new Mobile(world, answers);
        tests = world.parts().stream()
                .map(part -> LoadTest.of(part, world, mobile, answers))
                .toList();
        List<PopulationBuilder> next = List.of();
        for (int i = tests.size() - 1; i >= 0; i--) {
            var test = tests.get(i);
            var warmUp = test.warmUp(world.parts().get(i), world.warmUpSeconds());
            next = List.of(warmUp.andThen(test.arrivals(next)));
        }
        setUp(next).assertions(thresholds());
    }

    @Override
    public void before() {
        tests.forEach(LoadTest::begin);
    }

    @Override
    public void after() {
        answers.close();
        var findings = new ArrayList<Finding>();
        tests.forEach(test -> findings.addAll(test.findings()));
        findings.addAll(answers.findings());
        try {
            Files.write(
                    world.folder().resolve(Results.FINDINGS),
                    findings.stream().map(Finding::line).toList());
            Files.writeString(world.folder().resolve(Results.UNEXPECTED), answers.unexpected());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Assertion> thresholds() {
        return tests.stream().flatMap(test -> test.thresholds().stream()).toList();
    }
}
