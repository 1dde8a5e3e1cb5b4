package gateway.compliance.names;

import gateway.compliance.Gender;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the father's name in a person's: a word before a marker (Toʻlqin oʻgʻli) or with an ending (Tulkinovich). */
final class Patronymics {

    // As they sound: oʻgʻli and ўғли are both uglI, with o where the apostrophe was lost.
    private static final Set<String> SON = Set.of("ugli", "ogli", "uglu", "oglu", "uli", "ulu");
    private static final Set<String> DAUGHTER = Set.of("kizi", "gizi", "kiz");

    private static final Map<String, Gender> ENDINGS = Map.of(
            "oviC", Gender.MALE,
            "eviC", Gender.MALE,
            "iviC", Gender.MALE,
            "ovna", Gender.FEMALE,
            "evna", Gender.FEMALE,
            "ivna", Gender.FEMALE,
            "ugli", Gender.MALE,
            "ogli", Gender.MALE,
            "kizi", Gender.FEMALE);

    private static final int SHORTEST_STEM = 2;

    private Patronymics() {}

    /** A father's name and whose child it makes. */
    record Patronymic(NameToken token, Gender gender) {}

    /** Whether the word says that the one before it is a father's. */
    static Optional<Gender> marker(NameToken token) {
        if (SON.contains(token.sound())) {
            return Optional.of(Gender.MALE);
        }
        return DAUGHTER.contains(token.sound()) ? Optional.of(Gender.FEMALE) : Optional.empty();
    }

    static Patronymic marked(NameToken father, Gender gender) {
        var sounds = List.of(stem(father.sound()), father.sound());
        return new Patronymic(new NameToken(NameToken.Kind.PATRONYMIC, father.text(), sounds), gender);
    }

    /** A word with such an ending, if it is one. */
    static Optional<Patronymic> ending(NameToken token) {
        var sound = token.sound();
        return ENDINGS.entrySet().stream()
                .filter(ending -> sound.endsWith(ending.getKey()))
                .filter(ending -> sound.length() - ending.getKey().length() >= SHORTEST_STEM)
                .findFirst()
                .map(ending -> new Patronymic(without(token, ending.getKey()), ending.getValue()));
    }

    private static NameToken without(NameToken token, String ending) {
        var sound = token.sound();
        var father = stem(sound.substring(0, sound.length() - ending.length()));
        return new NameToken(NameToken.Kind.PATRONYMIC, token.text(), List.of(father, sound));
    }

    // Sergey, Sergeyevich and Сергеевич keep different vowels before the ending.
    private static String stem(String father) {
        int end = father.length();
        while (end > SHORTEST_STEM && "ei".indexOf(father.charAt(end - 1)) >= 0) {
            end--;
        }
        return father.substring(0, end);
    }
}
