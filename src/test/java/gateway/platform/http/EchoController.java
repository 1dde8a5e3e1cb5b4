package gateway.platform.http;

import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Answers once it has heard everything, and not at once, as whatever asks a database. */
@RestController
final class EchoController {

    private static final Duration THOUGHT = Duration.ofMillis(100);

    @GetMapping("/test/echo")
    Mono<String> echo() {
        return thought("nothing");
    }

    @PostMapping("/test/echo")
    Mono<String> echo(@RequestBody(required = false) Mono<String> said) {
        return said.defaultIfEmpty("nothing").flatMap(EchoController::thought);
    }

    /** More than a client that grants nothing, or reads nothing, lets us send. */
    @GetMapping("/test/large")
    String large(@RequestParam int kilobytes) {
        return "x".repeat(1024 * kilobytes);
    }

    private static Mono<String> thought(String answer) {
        return Mono.delay(THOUGHT).thenReturn(answer);
    }
}
