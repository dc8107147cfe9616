package dev.rollcall.server; class Probe {}
