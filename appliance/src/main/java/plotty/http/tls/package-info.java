/** Certificates: the box's own authority, or a user's own two files. Knows the JDK's TLS and neither Netty nor HTTP. */
package plotty.http.tls;
