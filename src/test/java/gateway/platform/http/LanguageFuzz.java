package gateway.platform.http;

import fuzzing.FuzzTarget;
import fuzzing.Promises;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/** The header Accept-Language: one of our languages, whatever a client prefers. */
public final class LanguageFuzz implements FuzzTarget {

    @Override
    public void read(byte[] input) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, Promises.latin(input));
        var chosen = ProblemTexts.choose(accepted(headers));
        Promises.holds(ProblemTexts.LANGUAGES.contains(chosen), "a language that we speak");
    }

    private static List<Locale.LanguageRange> accepted(HttpHeaders headers) {
        return ProblemHandler.accepted(headers);
    }
}
