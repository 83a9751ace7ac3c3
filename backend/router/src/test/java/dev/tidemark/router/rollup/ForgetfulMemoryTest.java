package dev.tidemark.router.rollup;

class ForgetfulMemoryTest extends RollupMemoryContract {

    private final RollupBook.Memory memory = new ForgetfulMemory();

    @Override
    RollupBook.Memory memory() {
        return memory;
    }

    @Override
    RollupName fresh() {
        return new RollupName("storefront", "sums");
    }
}
