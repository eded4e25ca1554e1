//! What one run has read or worked out before, so that it is done once: kept in the process and gone with it.
//!
//! A key names content that never changes (the id of an object, or of a text that lists such ids), so nothing kept is
//! ever out of date, whatever else is at work in the repository and whichever repository it is. Only the time that a
//! run takes depends on it. What must be read from the disk to be checked (`verify`) is read past it.

use super::BlobId;
use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

/// So many values are kept; then all are let go.
const VALUES_MAX: usize = 100_000;

type Values = HashMap<(TypeId, BlobId), Rc<dyn Any>>;

/// Values by the content that they follow from; a clone is the same memory.
#[derive(Clone, Default)]
pub struct Memory {
    values: Rc<RefCell<Values>>,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").field("values", &self.values.borrow().len()).finish()
    }
}

impl Memory {
    /// The value of this type that was kept under the key.
    pub fn get<T: 'static>(&self, key: BlobId) -> Option<Rc<T>> {
        let value = self.values.borrow().get(&(TypeId::of::<T>(), key)).map(Rc::clone)?;
        value.downcast().ok()
    }

    /// Keeps a value under the key.
    pub fn keep<T: 'static>(&self, key: BlobId, value: T) -> Rc<T> {
        let value = Rc::new(value);
        let mut values = self.values.borrow_mut();
        if values.len() >= VALUES_MAX {
            values.clear();
        }
        let kept: Rc<T> = Rc::clone(&value);
        values.insert((TypeId::of::<T>(), key), kept);
        value
    }

    /// The kept value, else the one that `make` gives, kept from now on.
    ///
    /// # Errors
    /// Those of `make`.
    pub fn get_or<T: 'static, E>(
        &self,
        key: BlobId,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Rc<T>, E> {
        match self.get(key) {
            Some(value) => Ok(value),
            None => Ok(self.keep(key, make()?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_key_and_type_and_made_once() {
        let (memory, key) = (Memory::default(), BlobId::of(b"x").unwrap());
        let other = memory.clone();
        assert_eq!(*other.get_or::<u32, ()>(key, || Ok(1)).unwrap(), 1);
        assert_eq!(*memory.get_or::<u32, ()>(key, || Ok(2)).unwrap(), 1);
        assert_eq!(memory.get::<String>(key), None);
        assert_eq!(memory.get_or::<String, &str>(key, || Err("no")), Err("no"));
        assert_eq!(memory.get::<u32>(BlobId::of(b"y").unwrap()), None);
    }
}
