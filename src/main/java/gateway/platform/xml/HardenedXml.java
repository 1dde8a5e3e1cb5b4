package gateway.platform.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import javax.xml.stream.XMLInputFactory;
import org.codehaus.stax2.XMLInputFactory2;

/** The one place where a scanner of foreign XML is set up: it knows no document types and no entities. */
public final class HardenedXml {

    private static final int MOST_ATTRIBUTES = 16;

    private HardenedXml() {}

    /**
     * @param deepest how many elements may stand in one another
     * @param longestText of one text or attribute
     */
    public static XMLInputFactory factory(int deepest, int longestText) {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, deepest);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, longestText);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, longestText);
        // Mistakes come where they are, not when somebody asks for the text.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        // Names come from outside: remembering each of them for ever would be a leak.
        factory.setProperty(XMLInputFactory2.P_INTERN_NAMES, false);
        return factory;
    }
}
