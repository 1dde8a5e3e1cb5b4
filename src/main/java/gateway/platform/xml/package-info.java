/** XML from outside, read without document types, without entities and within bounds. */
@org.springframework.modulith.NamedInterface("xml")
@org.jspecify.annotations.NullMarked
package gateway.platform.xml;
