package dev.rollcall.rest; class Probe {}
