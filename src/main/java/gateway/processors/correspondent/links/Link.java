package gateway.processors.correspondent.links;

import gateway.processors.correspondent.links.CorrespondentSettings.LinkSettings;
import gateway.processors.correspondent.message.WriteMessage.Ends;

/** A correspondent and how it is reached. */
public record Link(String name, Ends ends, LinkSettings settings) {}
