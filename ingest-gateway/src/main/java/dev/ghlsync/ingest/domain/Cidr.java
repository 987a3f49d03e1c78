package dev.ghlsync.ingest.domain;

import java.net.InetAddress;

/** A network such as {@code 34.102.0.0/16} or {@code 2001:db8::/32}; an address alone is a network of one. */
public record Cidr(InetAddress network, int prefixBits) {

    public Cidr {
        int bits = network.getAddress().length * Byte.SIZE;
        if (prefixBits < 0 || prefixBits > bits) {
            throw new IllegalArgumentException(
                    "A network of " + bits + " bits has no prefix of " + prefixBits + " bits; use 0 to " + bits + ".");
        }
    }

    /** @throws IllegalArgumentException if the text is no network of literal addresses */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress network = InetAddress.ofLiteral(address);
            int bits = network.getAddress().length * Byte.SIZE;
            return new Cidr(network, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no network; write it as 203.0.113.0/24 or 2001:db8::/32.", e);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] wanted = network.getAddress();
        byte[] given = address.getAddress();
        if (wanted.length != given.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            int mask = 0x80 >>> (bit % Byte.SIZE);
            if (((wanted[bit / Byte.SIZE] ^ given[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
