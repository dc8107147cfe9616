package dev.rollcall.pages;

/** Where one can go from a page. */
public record Link(String name, String address) {}
