package dev.rollcall.store; class Probe {}
