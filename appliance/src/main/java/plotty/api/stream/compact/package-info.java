/**
 * The native protocol, {@code plotty.v1+json} and {@code plotty.v1+cbor} on {@code /ws}: sequenced, resumable, and compact.
 * {@code appliance/API.md} describes it.
 */
package plotty.api.stream.compact;
