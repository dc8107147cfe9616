package dev.rollcall.media; class Probe {}
