/**
 * Click SHOP-API: forms that carry an MD5 signature, answered in JSON, amounts in so'm with decimals. Source:
 * docs.click.uz and the owner's PHP library; where its text and its acceptance matrix differ see ADR 21.
 */
@org.jspecify.annotations.NullMarked
package gateway.operators.click;
