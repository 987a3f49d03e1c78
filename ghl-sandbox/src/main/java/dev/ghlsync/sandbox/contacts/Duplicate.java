package dev.ghlsync.sandbox.contacts;

/** An existing contact that a write collides with, and by which field ("email" or "phone"). */
public record Duplicate(Contact contact, String matchingField) {}
