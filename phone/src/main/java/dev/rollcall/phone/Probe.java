package dev.rollcall.phone; class Probe {}
