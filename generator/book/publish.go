package book

// Publish puts files that are at hand into dir: all or, with an error, none.
func Publish(dir string, files []Output) error {
	s, err := Open(dir)
	if err != nil {
		return err
	}
	defer s.Discard()
	for _, f := range files {
		if err := s.Write(f.Path, f.Data); err != nil {
			return err
		}
	}
	return s.Commit()
}
