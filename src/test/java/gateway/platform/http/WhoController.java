package gateway.platform.http;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Needs a caller; described, never called. */
@RequestMapping("/test")
@RestController
final class WhoController {

    @GetMapping("/who")
    String who(Caller caller) {
        return caller.customer().toString();
    }
}
