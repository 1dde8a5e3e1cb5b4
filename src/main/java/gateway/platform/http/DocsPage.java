package gateway.platform.http;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Leads people who open the API in a browser to its description. */
@RestController
final class DocsPage {

    private static final URI PAGE = URI.create("/docs/index.html");

    @GetMapping({"/", "/docs", "/docs/"})
    ResponseEntity<Void> page() {
        return ResponseEntity.status(HttpStatus.FOUND).location(PAGE).build();
    }
}
