package gateway.routing;

import gateway.processors.Processor;

/** @param why the rule and the figures behind the place, in one line; stored with the payment */
public record Candidate(Processor processor, String why) {}
