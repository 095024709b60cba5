"""The commands of evaluate.py, by what they measure or fit."""
