package gateway.compliance.names;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Words that tell nobody from anybody. */
final class CommonWords {

    // As they sound, so that банк and bank are one.
    private static final Set<String> OF_ORGANISATIONS = sounds("""
            bank banki банк group guruhi группа гурух company kompaniya kompaniyasi компания holding холдинг trade \
            trading savdo савдо торговый торговая international xalqaro международный международная invest investment \
            инвест import импорт export экспорт eksport трейд трейдинг \
            firma firmasi фирма service servis сервис services center centre markazi \
            центр маркази uzbekistan oʻzbekiston ўзбекистон узбекистан tashkent toshkent ташкент тошкент house дом uyi \
            industries industry general global national milliy миллий logistics logistika логистика строй qurilish \
            finance moliya capital капитал the and of for va и ва
            """);

    /** Between the parts of Arabic and European names; some write them, some do not. */
    private static final Set<String> PARTICLES = Set.of(
            "al", "el", "ul", "ad", "ar", "as", "bin", "ibn", "bint", "ben", "de", "da", "di", "van", "von", "der");

    private CommonWords() {}

    static boolean inOrganisations(NameToken token) {
        return OF_ORGANISATIONS.contains(token.sound());
    }

    static boolean isParticle(NameToken token) {
        return PARTICLES.contains(token.text());
    }

    private static Set<String> sounds(String words) {
        return Arrays.stream(words.strip().split("\\s+", -1))
                .map(word -> Sounds.of(word).getFirst())
                .collect(Collectors.toUnmodifiableSet());
    }
}
