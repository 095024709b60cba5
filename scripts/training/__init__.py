"""What scripts/train.py is made of: texts and pairs, edits, the training loop, figures."""
