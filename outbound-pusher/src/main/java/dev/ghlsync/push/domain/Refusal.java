package dev.ghlsync.push.domain;

/**
 * That GoHighLevel refused a field.
 *
 * @param httpStatus of the response that refused it
 */
public record Refusal(Reason reason, int httpStatus) {}
