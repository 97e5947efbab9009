AppService({ onInit() {} });

export {};
