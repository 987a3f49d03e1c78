package dev.ghlsync.push.domain;

/**
 * What the rules need to know about a location's connection.
 *
 * @param hasToken whether a token is there and could be decrypted
 * @param refreshable whether the token can be refreshed (OAuth)
 * @param writeCompanyNameOnUpdate whether the company name is sent on updates although the official API does not list it
 */
public record LocationState(
        boolean connected,
        boolean outboundPaused,
        boolean hasToken,
        boolean refreshable,
        boolean writeCompanyNameOnUpdate) {}
