/** The operations that clients are known to send, from {@code TrustedDocuments} on: read from files, and held against the schema before anybody sends them. */
@NullMarked
package dev.postern.document;

import org.jspecify.annotations.NullMarked;
