package gateway.compliance.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Legal forms of organisations in the languages they are registered in, each by one English name. */
final class LegalForms {

    private static final String TABLE = """
            llc: ооо | ooo | мчж | mchj | mchzh | llc | limited liability company | масъулияти чекланган жамият | \
            масъулияти чекланган жамияти | masʻuliyati cheklangan jamiyat | masʻuliyati cheklangan jamiyati | \
            общество с ограниченной ответственностью | тоо
            jsc: ао | ao | аж | aj | jsc | ojsc | pjsc | cjsc | оао | oao | пао | pao | зао | zao | \
            joint stock company | акционерное общество | aksiyadorlik jamiyati | акциядорлик жамияти | \
            aksiyadorlik jamiyat
            jv: qk | қк | сп | jv | joint venture | qoʻshma korxona | қўшма корхона | совместное предприятие
            pe: xk | хк | чп | xususiy korxona | хусусий корхона | частное предприятие | private enterprise
            ie: ип | ятт | yatt | yakka tartibdagi tadbirkor | индивидуальный предприниматель
            fe: фх | fermer xoʻjaligi | фермер хўжалиги
            se: дук | duk | гуп | gup | davlat unitar korxonasi | давлат унитар корхонаси
            ltd: ltd | limited | gmbh | inc | incorporated | corp | corporation | co | plc | sa | ag | \
            bv | nv | srl | sarl
            """;

    private static final Map<String, String> FORMS = forms();
    private static final int MOST_WORDS = 4;

    private LegalForms() {}

    /** The words that are left, and the legal form that the others were; empty for none. */
    record Split(List<String> words, String form) {}

    static Split split(List<String> words) {
        var left = new ArrayList<String>();
        var form = "";
        int at = 0;
        while (at < words.size()) {
            int length = lengthAt(words, at);
            if (length == 0) {
                left.add(words.get(at++));
            } else {
                form = FORMS.getOrDefault(phrase(words, at, length), form);
                at += length;
            }
        }
        return new Split(left, form);
    }

    private static int lengthAt(List<String> words, int at) {
        for (int length = Math.min(MOST_WORDS, words.size() - at); length > 0; length--) {
            if (FORMS.containsKey(phrase(words, at, length))) {
                return length;
            }
        }
        return 0;
    }

    private static String phrase(List<String> words, int at, int length) {
        return String.join(" ", words.subList(at, at + length));
    }

    private static Map<String, String> forms() {
        var forms = new HashMap<String, String>();
        TABLE.lines().forEach(line -> {
            var parts = line.split(": ", 2);
            for (var phrase : parts[1].split(" \\| ", -1)) {
                forms.put(phrase.strip(), parts[0]);
            }
        });
        return Map.copyOf(forms);
    }
}
