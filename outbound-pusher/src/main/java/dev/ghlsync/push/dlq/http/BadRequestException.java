package dev.ghlsync.push.dlq.http;

/** The request cannot be understood; the message is one sentence for its sender. */
final class BadRequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    BadRequestException(String sentence) {
        super(sentence);
    }
}
