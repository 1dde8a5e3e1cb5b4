package gateway.compliance.names;

import gateway.compliance.Gender;
import gateway.compliance.PartyKind;
import gateway.compliance.names.NameToken.Kind;
import gateway.compliance.names.Patronymics.Patronymic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes one name apart: persons into names and patronymic, organisations into words and legal form. */
final class NameReader {

    private static final int MOST_WORDS = 16;
    private static final int SHORTEST_SURNAME = 6;
    private static final String SKAYA = "skaia";

    private final PartyKind kind;
    private final List<String> words;
    private final boolean mixed;
    private @Nullable Gender surname;

    NameReader(PartyKind kind, String text) {
        this.kind = kind;
        var spelled = Spelling.of(text);
        mixed = Arrays.stream(spelled.split(" ", -1)).anyMatch(Alphabets::mixes);
        words = Arrays.stream(spelled.split(" ", -1))
                .filter(word -> word.chars().anyMatch(NameReader::says))
                .map(Alphabets::unmixed)
                .limit(MOST_WORDS)
                .toList();
    }

    private static boolean says(int letter) {
        return letter != Spelling.OKINA && letter != 'ъ' && letter != 'ь';
    }

    Optional<Name> read() {
        return kind == PartyKind.PERSON ? person() : organisation();
    }

    private Optional<Name> organisation() {
        var split = LegalForms.split(words);
        var tokens = split.words().stream().map(NameReader::organisationToken).toList();
        return tokens.isEmpty()
                ? Optional.empty()
                : Optional.of(new Name(false, tokens, null, null, null, split.form(), mixed));
    }

    private static NameToken organisationToken(String word) {
        var token = token(word);
        return CommonWords.inOrganisations(token) ? new NameToken(Kind.COMMON, token.text(), token.sounds()) : token;
    }

    private Optional<Name> person() {
        var tokens = new ArrayList<>(words.stream().map(NameReader::token).toList());
        var known =
                tokens.stream().filter(token -> !CommonWords.isParticle(token)).toList();
        if (!known.isEmpty()) {
            tokens = new ArrayList<>(known);
        }
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        var patronymic = patronymic(tokens);
        var names = tokens.stream().map(this::withoutGender).toList();
        return Optional.of(
                patronymic == null
                        ? new Name(true, names, null, null, surname, "", mixed)
                        : new Name(true, names, patronymic.token(), patronymic.gender(), surname, "", mixed));
    }

    /**
     * Takes it out of the tokens. A name that would be left with one word has none: Abramovich is a family name too.
     */
    private static @Nullable Patronymic patronymic(List<NameToken> tokens) {
        for (int at = 1; at < tokens.size(); at++) {
            var marker = Patronymics.marker(tokens.get(at));
            if (marker.isPresent()) {
                tokens.remove(at);
                return tokens.size() > 1 ? Patronymics.marked(tokens.remove(at - 1), marker.get()) : null;
            }
        }
        for (int at = 1; at < tokens.size() && tokens.size() > 2; at++) {
            var ending = Patronymics.ending(tokens.get(at));
            if (ending.isPresent()) {
                tokens.remove(at);
                return ending.get();
            }
        }
        return null;
    }

    /** Karimova and Karimov are one family. */
    private NameToken withoutGender(NameToken token) {
        var sound = token.sound();
        if (sound.length() < SHORTEST_SURNAME || token.kind() != Kind.NAME) {
            return token;
        }
        if (sound.endsWith("ova") || sound.endsWith("eva")) {
            surname = Gender.FEMALE;
            return new NameToken(Kind.NAME, token.text(), List.of(sound.substring(0, sound.length() - 1)));
        }
        if (sound.endsWith(SKAYA)) {
            surname = Gender.FEMALE;
            return new NameToken(Kind.NAME, token.text(), List.of(sound.substring(0, sound.length() - 2) + "i"));
        }
        if (sound.endsWith("ov") || sound.endsWith("ev") || sound.endsWith("ski")) {
            surname = Gender.MALE;
        }
        return token;
    }

    private static NameToken token(String word) {
        var sounds = Sounds.of(word);
        boolean initial = word.codePointCount(0, word.length()) == 1
                && word.codePointAt(0) < 0x530
                && Character.isLetter(word.codePointAt(0));
        return new NameToken(initial ? Kind.INITIAL : Kind.NAME, word, sounds);
    }
}
