package dev.rollcall.bench; class Probe {}
