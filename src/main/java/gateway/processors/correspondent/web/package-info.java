/** Where correspondents post their messages. */
@org.jspecify.annotations.NullMarked
package gateway.processors.correspondent.web;
