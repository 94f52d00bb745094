package book

// OpenBefore is [Open] with a look at every operation on the disk before it is done.
func OpenBefore(dir string, before func(operation, name string) error) (*Stage, error) {
	return open(dir, nil, disk{before})
}
