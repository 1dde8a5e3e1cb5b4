package gateway.compliance;

import gateway.rulebook.Channel;
import gateway.shared.money.Money;

/** What is screened: how much would move, and how whoever wants it reached us. */
public record Occasion(Money amount, Channel channel) {}
